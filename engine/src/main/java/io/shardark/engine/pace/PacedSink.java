package io.shardark.engine.pace;

import io.shardark.engine.read.ChunkSink;
import io.shardark.format.row.RowBuffer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Pauses the reading of rows in small pieces, so that a server sends evenly and not a chunk at a time. While nobody
 * reads, its buffers fill up and it waits.
 */
final class PacedSink implements ChunkSink {
    private static final long MOST_BYTES = 64 << 10;
    private static final long MOST_ROWS = 1000;
    /** A slow pace takes smaller pieces. */
    private static final int PIECES_PER_SECOND = 20;

    private final Pacer pacer;
    private final ChunkSink sink;
    private final long pieceBytes;
    private final long pieceRows;
    private long takenBytes;
    private long takenRows;

    PacedSink(Pacer pacer, PaceLimits limits, ChunkSink sink) {
        this.pacer = pacer;
        this.sink = sink;
        this.pieceBytes = piece(limits.bytesPerSecond(), MOST_BYTES);
        this.pieceRows = piece(limits.rowsPerSecond(), MOST_ROWS);
    }

    private static long piece(OptionalLong perSecond, long most) {
        return Math.max(1, Math.min(most, perSecond.orElse(Long.MAX_VALUE) / PIECES_PER_SECOND));
    }

    @Override
    public void row(RowBuffer rows) {
        if (rows.rows() == 1) {
            forget(); // Those before may have been dropped, to be read again.
        }
        if (rows.length() - takenBytes >= pieceBytes || rows.rows() - takenRows >= pieceRows) {
            take(rows);
        }
    }

    @Override
    public void chunk(List<String> after, List<String> upTo, RowBuffer rows) {
        take(rows);
        forget();
        sink.chunk(after, upTo, rows);
    }

    @Override
    public RowBuffer next(RowBuffer taken) {
        return sink.next(taken);
    }

    private void forget() {
        takenBytes = 0;
        takenRows = 0;
    }

    private void take(RowBuffer rows) {
        long bytes = rows.length() - takenBytes;
        long count = rows.rows() - takenRows;
        takenBytes = rows.length();
        takenRows = rows.rows();
        pacer.takeWithin(bytes, count);
    }
}
