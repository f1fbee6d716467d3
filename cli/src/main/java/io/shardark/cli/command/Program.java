package io.shardark.cli.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.shardark.cli.output.Failure;
import io.shardark.cli.output.JsonText;
import io.shardark.cli.output.Result;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The whole program: arguments in, exit code out. */
public final class Program {
    private static final int HELP_WIDTH = 100;

    private final Surroundings surroundings;
    private final Interruption interruption;
    private final GlobalOptions options = new GlobalOptions();

    /** A program that has not run yet; it runs once. */
    public Program(Surroundings surroundings, Interruption interruption) {
        this.surroundings = surroundings;
        this.interruption = interruption;
    }

    /** Runs a command line and tells the exit code. Never throws and never ends the process. */
    public int run(String... arguments) {
        CommandLine commandLine = Commands.tree(new Invocation(options, surroundings, interruption))
                .setUsageHelpWidth(HELP_WIDTH)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setExecutionStrategy(this::execute)
                .setParameterExceptionHandler((failure, given) -> misunderstood(failure, List.of(given)));
        int exitCode = commandLine.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return exitCode;
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        List<CommandLine> chain = parsed.asCommandLineList();
        CommandLine deepest = chain.get(chain.size() - 1);
        if (!(deepest.getCommand() instanceof Command command)) {
            throw new ParameterException(deepest, "no command was given");
        }
        if (options.verbose()) {
            logEverything();
        }
        return run(deepest.getCommandName(), command);
    }

    // Whatever happens, the user gets one message and one exit code, even when memory ran out.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private int run(String name, Command command) {
        interruption.atLast(() -> show(Failure.interrupted(name)));
        try {
            return show(command.run());
        } catch (Throwable thrown) {
            Throwable failure = unwrapped(thrown);
            if (options.verbose()) {
                failure.printStackTrace(surroundings.err());
            }
            return show(
                    interruption.requested()
                            ? Failure.interrupted(name)
                            : Failure.of(failure).during(name));
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? failure.getCause() : failure;
    }

    private int misunderstood(ParameterException failure, List<String> arguments) {
        CommandLine command = failure.getCommandLine();
        String hint = suggestion(failure) + "`" + command.getCommandSpec().qualifiedName() + " --help` shows how.";
        Failure usage = Failure.usage(String.valueOf(failure.getMessage()), hint);
        return arguments.contains("--json") ? showJson(usage) : showText(usage);
    }

    private static String suggestion(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return "Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "? ";
        }
        return "";
    }

    private int show(Result result) {
        return options.json() ? showJson(result) : showText(result);
    }

    private int showJson(Result result) {
        surroundings.out().println(JsonText.of(result));
        surroundings.out().flush();
        return result.exitCode().number();
    }

    private int showText(Result result) {
        var writer = result instanceof Failure ? surroundings.err() : surroundings.out();
        result.text().forEach(writer::println);
        writer.flush();
        return result.exitCode().number();
    }

    private static void logEverything() {
        if (LoggerFactory.getLogger("io.shardark") instanceof Logger logger) {
            logger.setLevel(Level.DEBUG);
        }
    }
}
