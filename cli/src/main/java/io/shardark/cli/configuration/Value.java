package io.shardark.cli.configuration;

import io.shardark.cli.configuration.Placeholders.UnresolvedException;
import io.shardark.cli.yaml.YamlMapping;
import io.shardark.cli.yaml.YamlNode;
import io.shardark.cli.yaml.YamlScalar;
import io.shardark.cli.yaml.YamlSequence;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value with the key it belongs to. What is wrong with it is noted, and something valid is answered in its place, so
 * that reading goes on and finds everything else that is wrong.
 */
record Value(YamlNode node, String key, Context context) {
    private static final int LONGEST_QUOTATION = 60;

    /** Notes what is wrong with this value. */
    void problem(String problem) {
        context.problems().add(node.position(), key, problem);
    }

    /** File, line, column and key, for what is found out only later. */
    String place() {
        return context.problems().place(node.position(), key);
    }

    /** A text with placeholders resolved; empty only with a problem, or when empty quotes were written. */
    String text() {
        return scalar("text").map(this::resolved).orElse("");
    }

    /** A text in which a dollar sign means nothing. */
    String rawText(String expected) {
        return scalar(expected).map(YamlScalar::text).orElse("");
    }

    /** A text of at least one character. */
    String nonEmptyText(String expected) {
        Optional<YamlScalar> scalar = scalar(expected);
        String text = scalar.map(this::resolved).orElse("");
        if (scalar.isPresent() && scalar.get().text().isEmpty()) {
            problem("found an empty text, expected " + expected);
        }
        return text;
    }

    /** A whole number within a range. */
    int integer(int least, int most) {
        return parsed("a whole number from " + least + " to " + most, least, text -> {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        });
    }

    /** A duration within a range. */
    Duration duration(Duration least, Duration most) {
        String expected =
                "a duration from " + Units.text(least) + " to " + Units.text(most) + ", as in 500ms, 30s or 2m";
        return parsed(
                expected,
                least,
                text -> Units.duration(text)
                        .filter(duration -> duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0));
    }

    /** A duration within a range, of whole seconds: servers take nothing finer. */
    Duration wholeSeconds(Duration least, Duration most) {
        Duration duration = duration(least, most);
        if (duration.toMillis() % 1000 != 0) {
            problem("found a fraction of a second, expected whole seconds as in 1s: servers take nothing finer");
        }
        return duration.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A number of bytes within a range. */
    int bytes(int least, int most) {
        String expected = "a size from " + Units.text(least) + " to " + Units.text(most) + ", as in 64KiB or 16MiB";
        return parsed(
                expected,
                least,
                text -> Units.bytes(text)
                        .filter(bytes -> bytes >= least && bytes <= most)
                        .map(Math::toIntExact));
    }

    /** One of some words. */
    <T> T choice(Map<String, T> words, T fallback) {
        Optional<YamlScalar> scalar = scalar("one of " + String.join(", ", words.keySet()));
        if (scalar.isEmpty()) {
            return fallback;
        }
        T chosen = words.get(resolved(scalar.get()));
        if (chosen == null) {
            problem("found " + quoted(scalar.get())
                    + Suggestion.among(words.keySet(), scalar.get().text()));
            return fallback;
        }
        return chosen;
    }

    /** A path, made absolute; it need not exist. */
    Path path(String expected) {
        String text = nonEmptyText(expected);
        try {
            return context.folder().resolve(text).normalize();
        } catch (InvalidPathException e) {
            problem("found what cannot be a path, expected " + expected);
            return context.folder();
        }
    }

    /** The path of a file that can be read. */
    Path file(String expected) {
        Path path = path(expected);
        if (!path.equals(context.folder()) && !Files.isReadable(path)) {
            problem("the file " + path + (Files.exists(path) ? " cannot be read" : " does not exist"));
        } else if (Files.isDirectory(path) && !path.equals(context.folder())) {
            problem(path + " is a folder, expected a file");
        }
        return path;
    }

    /** The items of a list; a problem when it is empty. */
    List<Value> items(String expected) {
        if (!(node instanceof YamlSequence sequence)) {
            problem("found " + node.kind() + ", expected " + expected);
            return List.of();
        }
        if (sequence.items().isEmpty()) {
            problem("found an empty list, expected " + expected);
        }
        List<Value> values = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            values.add(new Value(item, key + "[" + values.size() + "]", context));
        }
        return values;
    }

    /** The keys and values; only these keys are allowed. */
    Section section(List<String> keys) {
        return new Section(this, keys);
    }

    /** The entries of a mapping whose keys are names that the user chose, each once. */
    Map<String, Value> named(String expected) {
        return Section.named(this, expected);
    }

    /** The entries of a mapping whose keys may be any texts, each once. */
    Map<String, Value> entries(String expected) {
        return Section.entries(this, expected);
    }

    /** The mapping, or a problem and nothing. */
    Optional<YamlMapping> mapping(String expected) {
        if (node instanceof YamlMapping mapping) {
            return Optional.of(mapping);
        }
        problem("found " + node.kind() + ", expected " + expected);
        return Optional.empty();
    }

    private Optional<YamlScalar> scalar(String expected) {
        if (node instanceof YamlScalar scalar && !scalar.absent()) {
            return Optional.of(scalar);
        }
        problem("found " + node.kind() + ", expected " + expected);
        return Optional.empty();
    }

    private <T> T parsed(String expected, T fallback, Function<String, Optional<T>> parser) {
        Optional<YamlScalar> scalar = scalar(expected);
        if (scalar.isEmpty()) {
            return fallback;
        }
        Optional<T> value;
        try {
            value = parser.apply(resolved(scalar.get()));
        } catch (NumberFormatException e) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            problem("found " + quoted(scalar.get()) + ", expected " + expected);
        }
        return value.orElse(fallback);
    }

    private String resolved(YamlScalar scalar) {
        try {
            return context.placeholders().resolve(scalar.text());
        } catch (UnresolvedException e) {
            problem(e.problem());
            return "";
        }
    }

    /** As it is written, never what a placeholder stands for: that may be a secret. */
    private static String quoted(YamlScalar scalar) {
        String text = scalar.text().replaceAll("\\p{Cntrl}", "?");
        return '"' + (text.length() > LONGEST_QUOTATION ? text.substring(0, LONGEST_QUOTATION) + "..." : text) + '"';
    }
}
