package io.shardark.cli.command;

import io.shardark.engine.selection.NamePattern;
import io.shardark.engine.selection.RowCondition;
import io.shardark.engine.selection.Selection;
import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.ProblemsException;
import io.shardark.format.error.ShardarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What is backed up; each option takes the place of the configuration's key of the same name. */
final class SelectionOptions {
    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description = {
                "Back up only what matches: TABLE, SHARD.TABLE, shard:NAME, schema:NAME, or KIND:NAME with one of the"
                        + " kinds view, trigger, routine, event, sequence; * and ? stand for any characters.",
                "May be repeated, as may --exclude and --where."
            })
    private List<String> include = List.of();

    @Option(names = "--exclude", paramLabel = "PATTERN", description = "Leave out what matches.")
    private List<String> exclude = List.of();

    @Option(
            names = "--where",
            paramLabel = "TABLE=CONDITION",
            description = "Back up only those rows of tables that match for which the SQL condition is true.")
    private List<String> where = List.of();

    /** The configuration's selection with what the options say instead; all problems at once. */
    Selection over(Selection configured) {
        List<ShardarkException> problems = new ArrayList<>();
        Selection selection = new Selection(
                include.isEmpty()
                        ? configured.include()
                        : parse(include, "--include", text -> NamePattern.parse(text, "--include"), problems),
                exclude.isEmpty()
                        ? configured.exclude()
                        : parse(exclude, "--exclude", text -> NamePattern.parse(text, "--exclude"), problems),
                where.isEmpty()
                        ? configured.conditions()
                        : parse(where, "--where", SelectionOptions::condition, problems));
        ProblemsException.throwIfAny(problems);
        return selection;
    }

    private static RowCondition condition(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new ConfigurationException(
                    "\"" + text + "\" has no equals sign, expected TABLE=CONDITION",
                    "As in --where 't_order=id < 1000'.");
        }
        return RowCondition.parse(text.substring(0, equals).strip(), text.substring(equals + 1), "--where");
    }

    private static <T> List<T> parse(
            List<String> texts, String option, Function<String, T> parser, List<ShardarkException> problems) {
        return texts.stream()
                .flatMap(text -> {
                    try {
                        return Optional.of(parser.apply(text)).stream();
                    } catch (ConfigurationException e) {
                        problems.add(new ConfigurationException(option + ": " + e.getMessage(), e.hint()));
                        return Optional.<T>empty().stream();
                    }
                })
                .toList();
    }
}
