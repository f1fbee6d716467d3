package io.shardark.cli.command;

import io.shardark.cli.progress.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real program with its surroundings in memory. */
final class TestProgram {
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err;
    private final Interruption interruption = new Interruption();
    private Optional<Screen> screen = Optional.empty();

    TestProgram() {
        this(new StringWriter());
    }

    TestProgram(StringWriter err) {
        this.err = err;
    }

    /** What a run left: exit code and everything that was written. */
    record Outcome(int exitCode, String out, String err) {
        String all() {
            return out + err;
        }
    }

    TestProgram with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What a person types at prompts. */
    TestProgram typing(String... texts) {
        answers.addAll(List.of(texts));
        return this;
    }

    TestProgram onTerminal(Screen size) {
        screen = Optional.of(size);
        return this;
    }

    Interruption interruption() {
        return interruption;
    }

    Outcome run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Surroundings surroundings = new Surroundings(
                environment,
                new PrintWriter(out),
                new PrintWriter(err),
                question -> Optional.ofNullable(answers.poll()).map(String::toCharArray),
                screen);
        int exitCode = new Program(surroundings, interruption).run(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
