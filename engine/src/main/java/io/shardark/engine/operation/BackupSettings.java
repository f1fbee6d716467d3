package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.selection.Selection;

/**
 * How a backup works.
 *
 * @param connectionsPerInstance sessions that read rows at the same time from one instance, at least 1
 * @param chunkBytes row text after which a chunk ends, 64 KiB to 64 MiB
 * @param selection what is backed up
 */
public record BackupSettings(int connectionsPerInstance, int chunkBytes, CutSettings cut, Selection selection) {
    /** Backs up everything. */
    public BackupSettings(int connectionsPerInstance, int chunkBytes, CutSettings cut) {
        this(connectionsPerInstance, chunkBytes, cut, Selection.everything());
    }

    /** The same with another selection. */
    public BackupSettings with(Selection other) {
        return new BackupSettings(connectionsPerInstance, chunkBytes, cut, other);
    }
}
