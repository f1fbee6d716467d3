package io.shardark.engine.operation;

import io.shardark.engine.selection.Member;
import io.shardark.engine.selection.NamePattern;
import io.shardark.engine.selection.Subject;
import io.shardark.format.catalog.CatalogHeader;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.error.ConfigurationException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a backup is restored: of all shards, or those that match, all tables, or those that match, and nothing that
 * is excluded. With patterns of tables, nothing but tables is restored.
 */
public final class TableSelection {
    private final List<NamePattern> shards;
    private final List<NamePattern> tables;
    private final List<NamePattern> exclude;

    private TableSelection(List<NamePattern> shards, List<NamePattern> tables, List<NamePattern> exclude) {
        this.shards = List.copyOf(shards);
        this.tables = List.copyOf(tables);
        this.exclude = List.copyOf(exclude);
    }

    /** Everything, including what is not a table. */
    public static TableSelection everything() {
        return new TableSelection(List.of(), List.of(), List.of());
    }

    /** The tables that match any of the patterns; everything when there is none. */
    public static TableSelection matching(List<String> tables) {
        return of(List.of(), tables, List.of());
    }

    /**
     * Restricts shards, tables, and everything; an empty list restricts nothing.
     *
     * @param shards patterns of shards' names
     * @param tables patterns of tables
     * @param exclude patterns of anything
     * @throws ConfigurationException when one is no pattern, or not of its kind
     */
    public static TableSelection of(List<String> shards, List<String> tables, List<String> exclude) {
        return new TableSelection(
                shards.stream()
                        .map(text -> NamePattern.parse("shard:" + text, "--shard"))
                        .toList(),
                tables.stream().map(TableSelection::tablePattern).toList(),
                exclude.stream()
                        .map(text -> NamePattern.parse(text, "--exclude"))
                        .toList());
    }

    private static NamePattern tablePattern(String text) {
        NamePattern pattern = NamePattern.parse(text, "--table");
        if (pattern.subject() != Subject.TABLE) {
            throw new ConfigurationException(
                    "--table: \"" + text + "\" is a pattern of the kind "
                            + pattern.subject().word() + ", expected one of tables",
                    "Leave other things out with --exclude, and restrict shards with --shard.");
        }
        return pattern;
    }

    /** Whether nothing is left out. */
    public boolean isEverything() {
        return shards.isEmpty() && tables.isEmpty() && exclude.isEmpty();
    }

    /** Whether tables are named, so that nothing but tables is restored, beside what else a schema has. */
    boolean isOfTables() {
        return !tables.isEmpty();
    }

    /** Whether anything of a shard may be restored. */
    boolean takes(CatalogHeader shard) {
        return (shards.isEmpty() || shards.stream().anyMatch(pattern -> matches(pattern, shard)))
                && exclude.stream().noneMatch(pattern -> matches(pattern, shard));
    }

    private static boolean matches(NamePattern pattern, CatalogHeader shard) {
        return pattern.matchesShard(shard.shardName(), shard.schema().name());
    }

    /** Whether a table of a shard that is taken is restored. */
    public boolean selects(String shard, TableRecord table) {
        Member member = member(table);
        return (tables.isEmpty() || tables.stream().anyMatch(pattern -> pattern.matches(shard, member)))
                && exclude.stream().noneMatch(pattern -> pattern.matches(shard, member));
    }

    /** Whether an object of a shard that is taken is restored. */
    boolean selects(CatalogHeader shard, SchemaObject object) {
        boolean homeless = shard.tables().stream()
                .anyMatch(table -> table.name().equals(object.table()) && !selects(shard.shardName(), table));
        return !isOfTables()
                && !homeless
                && exclude.stream().noneMatch(pattern -> pattern.matches(shard.shardName(), member(object)));
    }

    private static Member member(TableRecord table) {
        return Member.table(table.name(), table.logicalTable());
    }

    private static Member member(SchemaObject object) {
        return Member.object(object.kind(), object.name(), object.table());
    }

    /** Patterns that match nothing of a backup. */
    List<NamePattern> unused(List<CatalogHeader> catalogs) {
        return Stream.of(shards, tables, exclude)
                .flatMap(List::stream)
                .filter(pattern -> catalogs.stream().noneMatch(catalog -> isUsed(pattern, catalog)))
                .toList();
    }

    private static boolean isUsed(NamePattern pattern, CatalogHeader catalog) {
        return matches(pattern, catalog)
                || Stream.concat(
                                catalog.tables().stream().map(TableSelection::member),
                                catalog.objects().stream().map(TableSelection::member))
                        .anyMatch(member -> pattern.matches(catalog.shardName(), member));
    }

    @Override
    public String toString() {
        return isEverything()
                ? "everything"
                : String.join(", ", tables.stream().map(NamePattern::text).toList());
    }
}
