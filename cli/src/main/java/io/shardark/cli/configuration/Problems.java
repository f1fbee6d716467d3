package io.shardark.cli.configuration;

import io.shardark.cli.yaml.Position;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with one file, so that a person can mend all of it at once. */
final class Problems {
    private record Problem(Position position, ShardarkException exception) {}

    private final Path file;
    private final List<Problem> problems = new ArrayList<>();

    Problems(Path file) {
        this.file = file;
    }

    /** Notes what is wrong with a key; the text says what was found and what was expected. */
    void add(Position position, String key, String problem) {
        String message = place(position, key) + ": " + problem;
        problems.add(new Problem(position, new ConfigurationException(message)));
    }

    /** How messages name a place of the file and its key. */
    String place(Position position, String key) {
        return file + ":" + position + (key.isEmpty() ? "" : ": " + key);
    }

    /** Throws all problems in the order of the file. */
    void throwIfAny() {
        Comparator<Problem> order = Comparator.comparingInt(problem -> problem.position.line());
        ProblemsException.throwIfAny(problems.stream()
                .sorted(order.thenComparingInt(problem -> problem.position.column()))
                .map(Problem::exception)
                .toList());
    }
}
