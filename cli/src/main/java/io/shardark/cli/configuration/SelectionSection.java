package io.shardark.cli.configuration;

import io.shardark.engine.selection.NamePattern;
import io.shardark.engine.selection.RowCondition;
import io.shardark.engine.selection.Selection;
import io.shardark.format.error.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@code include}, {@code exclude} and {@code where} of {@code backup}. */
final class SelectionSection {
    static final List<String> KEYS = List.of("include", "exclude", "where");

    private static final String PATTERNS = "a list of patterns, as in [t_order, \"ds_0.t_log_*\", \"view:*\"]";
    private static final String CONDITIONS = "TABLE: \"CONDITION\", as in t_order: \"id < 1000\"";

    private SelectionSection() {}

    static Selection read(Section section) {
        return new Selection(
                patterns(section.optional("include")),
                patterns(section.optional("exclude")),
                conditions(section.optional("where")));
    }

    private static List<NamePattern> patterns(Optional<Value> list) {
        List<NamePattern> patterns = new ArrayList<>();
        for (Value item : list.map(value -> value.items(PATTERNS)).orElse(List.of())) {
            String text = item.nonEmptyText("a pattern");
            if (!text.isEmpty()) {
                attempt(item, () -> NamePattern.parse(text, item.place())).ifPresent(patterns::add);
            }
        }
        return patterns;
    }

    private static List<RowCondition> conditions(Optional<Value> mapping) {
        List<RowCondition> conditions = new ArrayList<>();
        mapping.ifPresent(value -> value.entries(CONDITIONS).forEach((pattern, condition) -> {
            String sql = condition.nonEmptyText("an SQL condition");
            if (!sql.isEmpty()) {
                attempt(condition, () -> RowCondition.parse(pattern, sql, condition.place()))
                        .ifPresent(conditions::add);
            }
        }));
        return conditions;
    }

    private static <T> Optional<T> attempt(Value value, Supplier<T> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (ConfigurationException e) {
            value.problem(e.getMessage() + ". " + e.hint());
            return Optional.empty();
        }
    }
}
