package io.shardark.format.catalog;

/** A MySQL schema (database) with its default character set and collation. */
public record SchemaRecord(String name, String characterSet, String collation) {}
