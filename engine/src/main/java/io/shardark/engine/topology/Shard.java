package io.shardark.engine.topology;

/**
 * One schema on one instance: a ShardingSphere "data source".
 *
 * @param number from 0, in the order of the configuration
 * @param name its name in the configuration, which stays the same wherever the shard lives
 */
public record Shard(int number, String name, Instance instance, String schema) {
    /** How messages name it: shard, schema, instance. */
    public String place() {
        return "shard " + name + " (schema " + schema + " on " + instance.name() + ")";
    }
}
