<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>HomePage</name>
    <message numerus="yes">
        <source>%n question(s), no clock</source>
        <translation>
            <numerusform>%n question, no clock</numerusform>
            <numerusform>%n questions, no clock</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n episode(s)</source>
        <translation>
            <numerusform>%n episode</numerusform>
            <numerusform>%n episodes</numerusform>
        </translation>
    </message>
</context>
</TS>
