package io.shardark.cli.command;

import java.io.Console;
import java.util.Optional;

/** Asks a person for a secret without showing what is typed. */
@FunctionalInterface
public interface PasswordPrompt {
    /** What was typed; the caller wipes it. Nothing when there is nobody to ask. */
    Optional<char[]> ask(String question);

    /** Asks at the terminal that the process was started from. Java 22 and later may have a console without one. */
    @SuppressWarnings("SystemConsoleNull") // The launcher restores the old meaning; otherwise the answer is null.
    static Optional<char[]> askAtConsole(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.ofNullable(console.readPassword("%s", question));
    }
}
