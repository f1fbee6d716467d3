package io.shardark.cli.output;

import java.util.List;

/** Lists of sentences below a report. */
final class Notes {
    private Notes() {}

    /** Adds an empty line, the title and the sentences, or nothing when there are none. */
    static void add(List<String> lines, String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("  " + title);
        sentences.forEach(sentence -> lines.add("  - " + Display.harmless(sentence)));
    }
}
