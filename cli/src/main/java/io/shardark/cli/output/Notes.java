package io.shardark.cli.output;

import java.util.List;

/** Lists of sentences below a report. */
final class Notes {
    /** More would scroll away what matters; JSON has all of them. */
    private static final int MOST_SHOWN = 40;

    private Notes() {}

    /** Adds an empty line, the title and the sentences, or nothing when there are none. */
    static void add(List<String> lines, String title, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("  " + title);
        items(lines, sentences);
    }

    /** Adds the sentences alone. */
    static void items(List<String> lines, List<String> sentences) {
        sentences.stream().limit(MOST_SHOWN).forEach(sentence -> lines.add("  - " + Display.harmless(sentence)));
        if (sentences.size() > MOST_SHOWN) {
            lines.add("  ... and " + Amounts.count(sentences.size() - MOST_SHOWN) + " more, all of them with --json");
        }
    }
}
