package io.shardark.format.catalog;

/**
 * Something in a schema that is not a base table.
 *
 * @param table the table of a trigger; empty otherwise
 * @param definition its CREATE statement as the server shows it
 * @param sqlMode the sql_mode it was created under; empty where the server records none
 * @param characterSetClient the character_set_client it was created under; empty where none is recorded
 * @param collationConnection the collation_connection it was created under; empty where none is recorded
 * @param timeZone the time zone of an event; empty otherwise
 */
public record SchemaObject(
        ObjectKind kind,
        String name,
        String table,
        String definition,
        String sqlMode,
        String characterSetClient,
        String collationConnection,
        String timeZone) {}
