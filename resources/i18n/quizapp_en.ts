<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AnalysisDialog</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) were written to {path}.</source>
        <translation>
            <numerusform>%n question was written to {path}.</numerusform>
            <numerusform>%n questions were written to {path}.</numerusform>
        </translation>
    </message>
</context>
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
    <name>ConflictsDialog</name>
    <message numerus="yes">
        <source>%n question(s) got a newer version meanwhile, here or in the pack; look at it again.</source>
        <translation>
            <numerusform>%n question got a newer version meanwhile, here or in the pack; look at it again.</numerusform>
            <numerusform>%n questions got a newer version meanwhile, here or in the pack; look at them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) said the same as the pack already.</source>
        <translation>
            <numerusform>%n question said the same as the pack already.</numerusform>
            <numerusform>%n questions said the same as the pack already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) are as the pack has them. Undo in the editor brings yours back.</source>
        <translation>
            <numerusform>%n question is as the pack has it. Undo in the editor brings yours back.</numerusform>
            <numerusform>%n questions are as the pack has them. Undo in the editor brings yours back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) stay as you have written them.</source>
        <translation>
            <numerusform>%n question stays as you have written it.</numerusform>
            <numerusform>%n questions stay as you have written them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConflictsNotice</name>
    <message numerus="yes">
        <source>%n question(s) changed both by you and by a newer version of their pack.</source>
        <translation>
            <numerusform>%n question changed both by you and by a newer version of their pack.</numerusform>
            <numerusform>%n questions changed both by you and by a newer version of their pack.</numerusform>
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
    <name>DecisionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) changed both here and in the file. Tick for the file’s, untick for ours.</source>
        <translation>
            <numerusform>%n question changed both here and in the file. Tick for the file’s, untick for ours.</numerusform>
            <numerusform>%n questions changed both here and in the file. Tick for the file’s, untick for ours.</numerusform>
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
    <name>ExportWindow</name>
    <message numerus="yes">
        <source>Export %n question(s)</source>
        <translation>
            <numerusform>Export %n question</numerusform>
            <numerusform>Export %n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) were written to {path}.</source>
        <translation>
            <numerusform>%n question was written to {path}.</numerusform>
            <numerusform>%n questions were written to {path}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldsDesk</name>
    <message numerus="yes">
        <source>Set in %n question(s).</source>
        <translation>
            <numerusform>Set in %n question.</numerusform>
            <numerusform>Set in %n questions.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FieldsDialog</name>
    <message numerus="yes">
        <source>Set in %n question(s)</source>
        <translation>
            <numerusform>Set in %n question</numerusform>
            <numerusform>Set in %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportFoot</name>
    <message numerus="yes">
        <source>Import %n question(s)</source>
        <translation>
            <numerusform>Import %n question</numerusform>
            <numerusform>Import %n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportHead</name>
    <message numerus="yes">
        <source>%n file(s) and folders</source>
        <translation>
            <numerusform>%n file or folder</numerusform>
            <numerusform>%n files and folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) wait for your decision in the packs window.</source>
        <translation>
            <numerusform>%n question waits for your decision in the packs window.</numerusform>
            <numerusform>%n questions wait for your decision in the packs window.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossList</name>
    <message numerus="yes">
        <source>%n question(s) will not be in the file.</source>
        <translation>
            <numerusform>%n question will not be in the file.</numerusform>
            <numerusform>%n questions will not be in the file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) will lose something.</source>
        <translation>
            <numerusform>%n question will lose something.</numerusform>
            <numerusform>%n questions will lose something.</numerusform>
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
    <name>PackChooser</name>
    <message numerus="yes">
        <source>%n episode(s)</source>
        <translation>
            <numerusform>%n episode</numerusform>
            <numerusform>%n episodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PacksWindow</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to decide</source>
        <translation>
            <numerusform>%n to decide</numerusform>
            <numerusform>%n to decide</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) changed both by you and by the pack. Yours are kept until you decide.</source>
        <translation>
            <numerusform>%n question changed both by you and by the pack. Yours is kept until you decide.</numerusform>
            <numerusform>%n questions changed both by you and by the pack. Yours are kept until you decide.</numerusform>
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
<context>
    <name>RosterWindow</name>
    <message numerus="yes">
        <source>%n round(s) finished</source>
        <translation>
            <numerusform>%n round finished</numerusform>
            <numerusform>%n rounds finished</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoundView</name>
    <message numerus="yes">
        <source>%n question(s) hidden: from later episodes than you have watched</source>
        <translation>
            <numerusform>%n question hidden: from later episodes than you have watched</numerusform>
            <numerusform>%n questions hidden: from later episodes than you have watched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lifeline(s) used</source>
        <translation>
            <numerusform>%n lifeline used</numerusform>
            <numerusform>%n lifelines used</numerusform>
        </translation>
    </message>
</context>
</TS>
