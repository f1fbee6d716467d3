package io.shardark.cli.command;

import io.shardark.cli.progress.Screen;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Everything outside that the program touches, apart from files and servers.
 *
 * @param out results
 * @param err progress and failures
 * @param screen the terminal that {@code err} is, if it is one
 */
public record Surroundings(
        Map<String, String> environment,
        PrintWriter out,
        PrintWriter err,
        PasswordPrompt prompt,
        Optional<Screen> screen) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. Text is UTF-8 whatever the locale says: names in Chinese survive a cron job. */
    public static Surroundings ofProcess() {
        Map<String, String> environment = System.getenv();
        return new Surroundings(
                environment,
                writer(System.out),
                writer(System.err),
                PasswordPrompt::askAtConsole,
                Screen.ofProcess(environment));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
