package io.shardark.engine.operation;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.operation.InstanceDump.RangeTask;
import io.shardark.engine.pace.Pacer;
import io.shardark.format.crypto.Envelope;
import io.shardark.format.row.RowBuffer;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Reads ranges with one session of a snapshot until none is left, and stores their chunks. */
record DumpWorker(
        Session session,
        InstanceDump instance,
        Envelope envelope,
        CompressionBounds compression,
        int chunkBytes,
        Pacer pacer)
        implements Callable<@Nullable Void> {
    @Override
    public @Nullable Void call() {
        RowBuffer rows = new RowBuffer(chunkBytes);
        try (TimedEncoder encoder = new TimedEncoder(envelope, compression)) {
            for (Optional<RangeTask> task = next(); task.isPresent(); task = next()) {
                task.get().table().read(session, task.get().range(), chunkBytes, rows, encoder, pacer);
            }
        }
        return null;
    }

    private Optional<RangeTask> next() {
        pacer.await();
        return instance.next(session, chunkBytes);
    }
}
