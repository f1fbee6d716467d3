package io.shardark.format.backup;

/** What is wrong with a part of a backup. */
public enum FindingKind {
    /** Bytes or values are not what was written. */
    DAMAGED,
    /** A file that belongs to the backup is not there. */
    MISSING,
    /** A file is there that does not belong to the backup. */
    UNEXPECTED,
    /** The backup before this one is gone or was replaced. This backup is not affected by it. */
    CHAIN
}
