package io.shardark.format.error;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that was found wrong before work began, so that a person can mend all of it at once. */
public final class ProblemsException extends ShardarkException {
    private static final long serialVersionUID = 1L;

    private final transient List<ShardarkException> problems;

    private ProblemsException(List<ShardarkException> problems) {
        super(
                problems.size() + " problems were found before work began:\n"
                        + problems.stream()
                                .map(problem -> "  - " + problem.getMessage())
                                .collect(Collectors.joining("\n")),
                "");
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least two; the first one decides the exit code. */
    public List<ShardarkException> problems() {
        return problems;
    }

    /** Throws the only problem itself, several of them together, or nothing when there is none. */
    public static void throwIfAny(List<ShardarkException> problems) {
        if (problems.size() == 1) {
            throw problems.get(0);
        }
        if (problems.size() > 1) {
            throw new ProblemsException(problems);
        }
    }
}
