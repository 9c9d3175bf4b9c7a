<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AppealsDialog</name>
    <message numerus="yes">
        <source>%n appeal(s) wait</source>
        <translation>
            <numerusform>%n appeal waits</numerusform>
            <numerusform>%n appeals wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message numerus="yes">
        <source>Change %n question(s)</source>
        <translation>
            <numerusform>Change %n question</numerusform>
            <numerusform>Change %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DashStrip</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicatesDialog</name>
    <message numerus="yes">
        <source>%n pair(s) found; there may be more.</source>
        <translation>
            <numerusform>%n pair found; there may be more.</numerusform>
            <numerusform>%n pairs found; there may be more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) ask nearly the same.</source>
        <translation>
            <numerusform>%n pair asks nearly the same.</numerusform>
            <numerusform>%n pairs ask nearly the same.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message numerus="yes">
        <source>%n episode(s)</source>
        <translation>
            <numerusform>%n episode</numerusform>
            <numerusform>%n episodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>Merge %n question(s) into this</source>
        <translation>
            <numerusform>Merge %n question into this</numerusform>
            <numerusform>Merge %n questions into this</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message numerus="yes">
        <source>%n selected question(s)</source>
        <translation>
            <numerusform>%n selected question</numerusform>
            <numerusform>%n selected questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>Replace %n place</numerusform>
            <numerusform>Replace %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n question(s)</source>
        <translation>
            <numerusform>in %n question</numerusform>
            <numerusform>in %n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) replaced. Undo takes this back.</source>
        <translation>
            <numerusform>%n place replaced. Undo takes this back.</numerusform>
            <numerusform>%n places replaced. Undo takes this back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultFoot</name>
    <message numerus="yes">
        <source>Practise %n miss(es)</source>
        <translation>
            <numerusform>Practise %n miss</numerusform>
            <numerusform>Practise %n misses</numerusform>
        </translation>
    </message>
</context>
</TS>
