package io.shardark.engine.schema;

import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.catalog.TableRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares two readings of one schema. */
final class SchemaDifferences {
    /** On the line that ends the columns, after the engine: nothing that a comment could imitate is before it. */
    private static final Pattern COUNTER = Pattern.compile("(?m)^(\\) ENGINE=\\S+) AUTO_INCREMENT=[0-9]+");

    private SchemaDifferences() {}

    /** Everything. */
    static List<String> between(ShardSchema earlier, ShardSchema later) {
        List<String> differences = new ArrayList<>(ofDefinitions(earlier, later));
        compare(identities(earlier), identities(later), differences);
        return differences;
    }

    /** Everything but which tables they are. */
    static List<String> ofDefinitions(ShardSchema earlier, ShardSchema later) {
        List<String> differences = new ArrayList<>();
        if (!earlier.schema().equals(later.schema())) {
            differences.add("the schema's own name, character set or collation changed");
        }
        compare(tables(earlier), tables(later), differences);
        compare(objects(earlier), objects(later), differences);
        return differences;
    }

    /** What happened to the tables that there were earlier. */
    static List<String> ofTables(ShardSchema earlier, ShardSchema later) {
        List<String> differences = new ArrayList<>();
        compare(tables(earlier), keeping(tables(later), tables(earlier)), differences);
        compare(identities(earlier), keeping(identities(later), identities(earlier)), differences);
        return differences;
    }

    private static Map<String, String> keeping(Map<String, String> all, Map<String, String> wanted) {
        all.keySet().retainAll(wanted.keySet());
        return all;
    }

    private static void compare(Map<String, String> earlier, Map<String, String> later, List<String> differences) {
        TreeSet<String> names = new TreeSet<>(earlier.keySet());
        names.addAll(later.keySet());
        for (String name : names) {
            String before = earlier.get(name);
            String after = later.get(name);
            if (before == null) {
                differences.add(name + " is new");
            } else if (after == null) {
                differences.add(name + " is gone");
            } else if (!before.equals(after)) {
                differences.add(name + " changed");
            }
        }
    }

    private static Map<String, String> tables(ShardSchema schema) {
        Map<String, String> texts = new TreeMap<>();
        for (TableRecord table : schema.tables()) {
            texts.put(
                    "table " + table.name(),
                    COUNTER.matcher(table.definition()).replaceFirst("$1") + "\n" + table.columns() + table.key());
        }
        return texts;
    }

    private static Map<String, String> objects(ShardSchema schema) {
        Map<String, String> texts = new TreeMap<>();
        for (SchemaObject object : schema.objects()) {
            if (!SequenceObjects.isPosition(object)) {
                texts.put(object.kind().name().toLowerCase(Locale.ROOT) + " " + object.name(), object.toString());
            }
        }
        return texts;
    }

    private static Map<String, String> identities(ShardSchema schema) {
        Map<String, String> texts = new TreeMap<>();
        schema.identities()
                .byName()
                .forEach((name, identity) -> texts.put("what the name " + name + " stands for", identity));
        return texts;
    }
}
