package io.shardark.engine.load;

/**
 * Whether servers do without their redo logs while rows are loaded, where they can (MySQL 8.0.21 and later). That saves
 * writing everything twice, and costs the safety of the whole server: one that dies meanwhile does not start again, and
 * has to be made anew with all that was on it.
 */
public enum FastLoad {
    /** They keep them. */
    OFF,
    /** They do without; refused where anything else lives on an instance. */
    ON,
    /** They do without, whatever else they hold. */
    FORCED
}
