package io.shardark.engine.schema;

import io.shardark.engine.mysql.SqlText;
import io.shardark.engine.read.KeyType;
import io.shardark.engine.read.UniqueIndexes.UniqueIndex;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the unique key that a table's chunks follow. */
final class KeyChoice {
    private KeyChoice() {}

    /**
     * A key.
     *
     * @param index the name of its index; empty when there is no key
     */
    record ChosenKey(String index, List<String> columns) {
        static final ChosenKey NONE = new ChosenKey("", List.of());
    }

    /**
     * The primary key, else the first other unique index that can be walked, else none. The first is the first in the
     * definition: without a primary key InnoDB stores the rows in that order.
     */
    static ChosenKey choose(String definition, List<SourceColumn> columns, List<UniqueIndex> indexes) {
        Map<String, SourceColumn> byName = columns.stream()
                .collect(Collectors.toMap(column -> column.record().name(), Function.identity()));
        return indexes.stream()
                .sorted(Comparator.comparingInt(index -> place(definition, index)))
                .map(index -> new ChosenKey(index.name(), keyColumns(index, byName)))
                .filter(key ->
                        !key.columns().isEmpty() && key.columns().stream().allMatch(name -> usable(byName.get(name))))
                .findFirst()
                .orElse(ChosenKey.NONE);
    }

    private static int place(UniqueIndex index) {
        return index.name().equals("PRIMARY") ? -1 : 0;
    }

    private static int place(String definition, UniqueIndex index) {
        return place(index) < 0 ? -1 : definition.indexOf("\n  UNIQUE KEY " + SqlText.name(index.name()) + " (");
    }

    /**
     * In a system-versioned table the server adds the end of a row's life to every unique index. It is the same for all
     * current rows, and only they are read, so the other columns are unique among them.
     */
    private static List<String> keyColumns(UniqueIndex index, Map<String, SourceColumn> columns) {
        int last = index.columns().size() - 1;
        SourceColumn end = columns.get(index.columns().get(last));
        return end != null && end.rowEnd() ? index.columns().subList(0, last) : index.columns();
    }

    private static boolean usable(@Nullable SourceColumn column) {
        return column != null
                && !column.generated()
                && column.comparedAsOrdered()
                && KeyType.of(column.record()).isPresent();
    }
}
