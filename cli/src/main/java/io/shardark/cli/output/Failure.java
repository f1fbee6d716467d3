package io.shardark.cli.output;

import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import io.shardark.format.error.TooNewException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * A failure as it is told.
 *
 * @param kind a word for programs: {@code configuration}, {@code damaged}, {@code refused}, {@code too-new},
 *     {@code unreachable}, {@code wrong-key}, {@code interrupted}, or {@code unexpected}
 * @param hint what to do; may be empty
 * @param problems its parts, when several things were wrong
 */
public record Failure(String kind, String message, String hint, ExitCode exitCode, List<Failure> problems)
        implements Result {
    private static final String BUG_HINT =
            "This is a bug. Run the same command with -v to see where it happened, and report it with that text.";
    private static final String MEMORY_HINT =
            "Give it more memory: JAVA_OPTS=-Xmx2g shardark ..., or use a smaller chunk-size or fewer connections.";

    public Failure {
        problems = List.copyOf(problems);
    }

    /** What to tell about an exception. */
    public static Failure of(Throwable failure) {
        if (failure instanceof ProblemsException several) {
            List<Failure> problems =
                    several.problems().stream().map(Failure::of).toList();
            String message = problems.size() + " problems were found before work began";
            return new Failure(problems.get(0).kind, message, "", ExitCode.of(failure), problems);
        }
        if (failure instanceof ShardarkException known) {
            return new Failure(kind(known), known.getMessage(), known.hint(), ExitCode.of(known), List.of());
        }
        if (failure instanceof OutOfMemoryError) {
            return unexpected("out of memory", MEMORY_HINT);
        }
        return unexpected(failure.toString(), BUG_HINT);
    }

    /** The same failure with what it means for the command that it ended. */
    public Failure during(String command) {
        boolean begun = exitCode != ExitCode.CONFIGURATION && problems.isEmpty();
        String consequence = begun ? consequence(command) : "";
        String all = hint.isEmpty() || consequence.isEmpty() ? hint + consequence : hint + " " + consequence;
        return new Failure(kind, message, all, exitCode, problems);
    }

    private static String consequence(String command) {
        return switch (command) {
            case "backup" ->
                "No backup was made; earlier ones are untouched, and the next run clears what this one left.";
            case "restore" -> "Once that is settled, run the same command again: it goes on where it stopped.";
            default -> "";
        };
    }

    /** The command line cannot be understood. */
    public static Failure usage(String message, String hint) {
        return new Failure("configuration", message, hint, ExitCode.CONFIGURATION, List.of());
    }

    /** Someone ended the program. */
    public static Failure interrupted(String command) {
        return new Failure(
                "interrupted",
                "interrupted; nothing half-done counts as done",
                consequence(command),
                ExitCode.INTERRUPTED,
                List.of());
    }

    private static Failure unexpected(String message, String hint) {
        return new Failure("unexpected", message, hint, ExitCode.UNEXPECTED, List.of());
    }

    private static String kind(ShardarkException failure) {
        return failure instanceof TooNewException
                ? "too-new"
                : ExitCode.of(failure).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("error: " + Display.harmless(message));
        problems.forEach(problem -> {
            lines.add("  - " + Display.harmless(problem.message));
            addHint(lines, "    ", problem.hint);
        });
        addHint(lines, "", hint);
        return lines;
    }

    private static void addHint(List<String> lines, String indentation, String hint) {
        if (!hint.isEmpty()) {
            lines.add(indentation + "hint: " + Display.harmless(hint));
        }
    }

    @Override
    public void members(JsonGenerator json) {
        json.writeObjectPropertyStart("error");
        describe(json);
        if (!problems.isEmpty()) {
            json.writeArrayPropertyStart("problems");
            problems.forEach(problem -> {
                json.writeStartObject();
                problem.describe(json);
                json.writeEndObject();
            });
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void describe(JsonGenerator json) {
        json.writeStringProperty("kind", kind);
        json.writeStringProperty("message", message);
        json.writeStringProperty("hint", hint);
        json.writeNumberProperty("exitCode", exitCode.number());
    }
}
