package io.shardark.format.catalog;

/** The kinds of schema objects beside base tables, in the order in which a restore creates them. */
public enum ObjectKind {
    SEQUENCE,
    FUNCTION,
    PROCEDURE,
    VIEW,
    TRIGGER,
    EVENT
}
