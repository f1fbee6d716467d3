package io.shardark.cli.configuration;

import io.shardark.engine.mysql.Secret;
import io.shardark.engine.mysql.Tls;
import io.shardark.engine.topology.Instance;
import io.shardark.engine.topology.LogicalTable;
import io.shardark.engine.topology.Shard;
import io.shardark.engine.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code instances}, {@code shards} and {@code logical-tables}. */
final class TopologySection {
    private static final int USUAL_PORT = 3306;
    private static final List<String> INSTANCE_KEYS = List.of("host", "port", "user", "password", "tls");
    private static final List<String> SHARD_KEYS = List.of("instance", "schema");
    private static final String INSTANCES =
            "at least one NAME: { host: HOST, port: PORT, user: USER, password: PASSWORD }";
    private static final String SHARDS = "at least one NAME: { instance: INSTANCE, schema: SCHEMA }";
    private static final String PASSWORD = "\"${env:NAME}\", \"${file:PATH}\", or \"\" for none";

    private final Section root;
    private final Context context;
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Map<String, Shard> shards = new LinkedHashMap<>();

    TopologySection(Section root, Context context) {
        this.root = root;
        this.context = context;
    }

    Topology read() {
        Map<String, Value> instanceValues = named("instances", INSTANCES);
        Map<String, Value> shardValues = named("shards", SHARDS);
        instanceValues.forEach(this::addInstance);
        shardValues.forEach(this::addShard);
        refuseSameServers(instanceValues);
        refuseSameSchemas(shardValues);
        refuseEmptyInstances(instanceValues, shardValues);
        List<LogicalTable> logicalTables = root.optional("logical-tables")
                .map(value -> LogicalTablesSection.read(value, shards.keySet()))
                .orElse(List.of());
        return new Topology(List.copyOf(instances.values()), List.copyOf(shards.values()), logicalTables);
    }

    private Map<String, Value> named(String key, String expected) {
        boolean needed = context.purpose().needsDatabases();
        Optional<Value> value = needed ? root.required(key, expected) : root.optional(key);
        return value.map(found -> found.named(expected)).orElse(Map.of());
    }

    private void addInstance(String name, Value value) {
        Section section = value.section(INSTANCE_KEYS);
        Instance instance = new Instance(
                instances.size(),
                name,
                section.required("host", "a host name or address")
                        .map(host -> host.nonEmptyText("a host name or address"))
                        .orElse(""),
                section.optional("port").map(port -> port.integer(1, 65_535)).orElse(USUAL_PORT),
                section.required("user", "the name of a MySQL account")
                        .map(user -> user.nonEmptyText("the name of a MySQL account"))
                        .orElse(""),
                new Secret(section.required("password", PASSWORD)
                        .map(this::password)
                        .orElse("")),
                section.optional("tls")
                        .map(word -> word.choice(tlsWords(), Tls.PREFERRED))
                        .orElse(Tls.PREFERRED));
        instances.put(name, instance);
    }

    /** Whoever does not connect need not know the passwords. */
    private String password(Value value) {
        return context.purpose().needsDatabases() ? value.text() : "";
    }

    private static Map<String, Tls> tlsWords() {
        Map<String, Tls> words = new LinkedHashMap<>();
        for (Tls tls : Tls.values()) {
            words.put(tls.name().toLowerCase(Locale.ROOT).replace('_', '-'), tls);
        }
        return words;
    }

    private void addShard(String name, Value value) {
        Section section = value.section(SHARD_KEYS);
        Optional<Instance> instance = section.required("instance", "the name of an instance")
                .flatMap(found -> instance(found, found.nonEmptyText("the name of an instance")));
        String schema = section.required("schema", "the name of a schema")
                .map(found -> found.nonEmptyText("the name of a schema"))
                .orElse("");
        instance.ifPresent(found -> shards.put(name, new Shard(shards.size(), name, found, schema)));
    }

    private Optional<Instance> instance(Value value, String name) {
        Optional<Instance> instance = Optional.ofNullable(instances.get(name));
        if (instance.isEmpty() && !name.isEmpty()) {
            value.problem("found \"" + name + "\", which is no instance" + Suggestion.among(instances.keySet(), name));
        }
        return instance;
    }

    /** A server locked twice by one cut would be counted, and might be waited for, twice. */
    private void refuseSameServers(Map<String, Value> values) {
        Map<String, String> names = new LinkedHashMap<>();
        instances.forEach((name, instance) -> {
            String server = instance.host().toLowerCase(Locale.ROOT) + ":" + instance.port();
            String earlier = names.putIfAbsent(server, name);
            if (earlier != null && !instance.host().isEmpty()) {
                problem(
                        values,
                        name,
                        "found the same host and port as instance " + earlier
                                + ", expected one instance per server; several shards may share it");
            }
        });
    }

    private void refuseSameSchemas(Map<String, Value> values) {
        Map<String, String> names = new LinkedHashMap<>();
        shards.forEach((name, shard) -> {
            String earlier = names.putIfAbsent(shard.instance().number() + "/" + shard.schema(), name);
            if (earlier != null && !shard.schema().isEmpty()) {
                problem(
                        values,
                        name,
                        "found the same schema on the same instance as shard " + earlier
                                + ", expected one shard per schema");
            }
        });
    }

    private void refuseEmptyInstances(Map<String, Value> instanceValues, Map<String, Value> shardValues) {
        if (shards.size() != shardValues.size() || shards.isEmpty()) {
            return; // where the others live is not known
        }
        instances.forEach((name, instance) -> {
            if (shards.values().stream().noneMatch(shard -> shard.instance().equals(instance))) {
                problem(instanceValues, name, "no shard lives on this instance, expected at least one; remove it");
            }
        });
    }

    private static void problem(Map<String, Value> values, String name, String problem) {
        Optional.ofNullable(values.get(name)).ifPresent(value -> value.problem(problem));
    }
}
