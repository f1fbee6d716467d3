package io.shardark.engine.operation;

import io.shardark.engine.cut.CutSettings;
import io.shardark.engine.pace.PaceLimits;
import io.shardark.engine.selection.Selection;

/**
 * How a backup works.
 *
 * @param connectionsPerInstance sessions that read rows at the same time from one instance, at least 1
 * @param chunkBytes row text after which a chunk ends, 64 KiB to 64 MiB
 * @param selection what is backed up
 * @param pace how much may be asked of the servers
 * @param compression how hard chunks may be compressed
 */
public record BackupSettings(
        int connectionsPerInstance,
        int chunkBytes,
        CutSettings cut,
        Selection selection,
        PaceLimits pace,
        CompressionBounds compression) {
    /** Backs up everything, as fast as it goes. */
    public BackupSettings(int connectionsPerInstance, int chunkBytes, CutSettings cut) {
        this(connectionsPerInstance, chunkBytes, cut, Selection.everything());
    }

    /** Backs up as fast as it goes. */
    public BackupSettings(int connectionsPerInstance, int chunkBytes, CutSettings cut, Selection selection) {
        this(connectionsPerInstance, chunkBytes, cut, selection, PaceLimits.NONE, CompressionBounds.USUAL);
    }

    /** The same with another selection. */
    public BackupSettings with(Selection other) {
        return new BackupSettings(connectionsPerInstance, chunkBytes, cut, other, pace, compression);
    }

    /** The same at another pace. */
    public BackupSettings with(PaceLimits other) {
        return new BackupSettings(connectionsPerInstance, chunkBytes, cut, selection, other, compression);
    }

    /** The same with chunks compressed within other bounds. */
    public BackupSettings with(CompressionBounds other) {
        return new BackupSettings(connectionsPerInstance, chunkBytes, cut, selection, pace, other);
    }
}
