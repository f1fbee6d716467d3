package io.shardark.cli.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses which word was meant. */
final class Suggestion {
    private static final int MOST_WORDS_LISTED = 12;

    private Suggestion() {}

    /** What to say after "unknown": the nearest known word, or else what there is. */
    static String among(Collection<String> known, String found) {
        return nearest(known, found)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElseGet(() -> ", expected " + listed(known));
    }

    private static String listed(Collection<String> known) {
        if (known.isEmpty()) {
            return "nothing";
        }
        String words = known.stream().limit(MOST_WORDS_LISTED).collect(Collectors.joining(", "));
        return "one of " + words + (known.size() > MOST_WORDS_LISTED ? ", ..." : "");
    }

    static Optional<String> nearest(Collection<String> known, String found) {
        int tolerance = Math.max(1, found.length() / 3);
        return known.stream()
                .filter(word -> distance(word, found) <= tolerance)
                .min(Comparator.comparingInt(word -> distance(word, found)));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(a, b, distance, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] distance, int i, int j) {
        int substitution = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(substitution, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
