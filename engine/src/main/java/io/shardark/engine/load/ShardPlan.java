package io.shardark.engine.load;

import io.shardark.engine.topology.Shard;
import io.shardark.format.backup.ShardReader;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import io.shardark.format.row.RowSetDigest;
import io.shardark.format.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is restored of one shard, and where to.
 *
 * @param source the shard in the backup
 * @param target where it is restored
 * @param tables the selected tables
 * @param objects the objects that come with them; an object's number is its index in the catalog
 * @param extent what the target may have
 */
public record ShardPlan(
        ShardReader source, Shard target, List<TableRecord> tables, List<SchemaObject> objects, Extent extent) {
    public ShardPlan {
        tables = List.copyOf(tables);
        objects = List.copyOf(objects);
    }

    /** What is restored of a shard, and so what may be in its schema before. */
    public enum Extent {
        /** The shard, perhaps without what was excluded, into a schema that has to be empty. */
        WHOLE,
        /** Some tables, into a schema that may have others. */
        SOME_TABLES
    }

    /** The same with other definitions of its tables. */
    ShardPlan with(List<TableRecord> otherTables) {
        return new ShardPlan(source, target, otherTables, objects, extent);
    }

    /** The ledger of this restore in the target. */
    public Ledger ledger() {
        return new Ledger(target, source.header().backup(), source.header().shard());
    }

    /** The digest of all selected rows in the backup. */
    public RowSetDigest digest() {
        RowSetDigest sum = RowSetDigest.EMPTY;
        for (TableRecord table : tables) {
            sum = sum.plus(source.totals().get(table.number()).digest());
        }
        return sum;
    }

    /** The length of the row text of all selected tables. */
    public long rowBytes() {
        return tables.stream()
                .mapToLong(table -> source.totals().get(table.number()).bytes())
                .sum();
    }

    /** The number of an object in the catalog and in the ledger. */
    int number(SchemaObject object) {
        return source.header().objects().indexOf(object);
    }

    /** Whether something that objects may need is missing, in the backup or in what is restored of it. */
    boolean leavesOut() {
        return source.header().partial()
                || tables.size() < source.header().tables().size()
                || objects.size() < source.header().objects().size();
    }

    /** A digest of which tables and objects are selected. */
    public Sha256 selection() {
        String text = extent
                + tables.stream()
                        .map(table -> Integer.toString(table.number()))
                        .collect(Collectors.joining(",", " ", " "))
                + objects.stream()
                        .map(object -> Integer.toString(number(object)))
                        .collect(Collectors.joining(","));
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The number of chunks of all selected tables. */
    public long chunks() {
        return tables.stream()
                .mapToLong(table -> source.totals().get(table.number()).chunks())
                .sum();
    }

    /** How the names of the source's schema become those of the target's. */
    SchemaNames names() {
        List<String> members = new ArrayList<>();
        source.header().tables().forEach(table -> members.add(table.name()));
        source.header().objects().forEach(object -> members.add(object.name()));
        return new SchemaNames(source.header().schema().name(), target.schema(), Set.copyOf(members));
    }

    /** The numbers of the selected tables. */
    Set<Integer> tableNumbers() {
        return tables.stream().map(TableRecord::number).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the source server is of the same product and version as a target that says this of itself. */
    boolean sameServer(String product, String version) {
        return source.header().instance().product().equalsIgnoreCase(product)
                && source.header()
                        .instance()
                        .version()
                        .toLowerCase(Locale.ROOT)
                        .equals(version.toLowerCase(Locale.ROOT));
    }

    /** How messages name a table of it. */
    String place(TableRecord table) {
        return "shard " + target.name() + ", table " + table.name();
    }
}
