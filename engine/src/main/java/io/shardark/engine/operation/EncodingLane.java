package io.shardark.engine.operation;

import io.shardark.format.crypto.Envelope;
import io.shardark.format.row.RowBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Encodes and stores a worker's chunks in a second thread while the worker reads the rows of the next one into a second
 * buffer. With one thread for both, the server waits as soon as its buffers are full, and that is most of the time that
 * a chunk takes to be encoded. One chunk is under way at most, so memory is that of two buffers. Used by one worker.
 */
final class EncodingLane implements AutoCloseable {
    private final TimedEncoder encoder;
    private final Runnable failed;
    private final ExecutorService thread;
    private RowBuffer filling;
    private RowBuffer underWay;
    private Optional<Future<?>> last = Optional.empty();

    /**
     * Starts without rows.
     *
     * @param failed called in the lane's thread when a chunk fails, since the worker may be waiting for something else
     */
    EncodingLane(Envelope envelope, BackupSettings settings, Runnable failed) {
        this.encoder = new TimedEncoder(envelope, settings.compression());
        this.failed = failed;
        this.filling = new RowBuffer(settings.chunkBytes());
        this.underWay = new RowBuffer(settings.chunkBytes());
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread encoding = new Thread(task, "shardark-encode");
            encoding.setDaemon(true);
            return encoding;
        });
    }

    /** What becomes of a full buffer; done in the lane's thread. */
    @FunctionalInterface
    interface Encoding {
        void run(TimedEncoder encoder, RowBuffer full);
    }

    /** The buffer that the worker may fill. */
    RowBuffer rows() {
        return filling;
    }

    /**
     * Takes the rows away from the worker, who finds another buffer in {@link #rows}; waits for the chunk before.
     * Rethrows what failed in the lane.
     */
    void encode(Encoding encoding) {
        finish();
        RowBuffer full = filling;
        filling = underWay;
        underWay = full;
        last = Optional.of(thread.submit(() -> run(encoding, full)));
    }

    private void run(Encoding encoding, RowBuffer full) {
        try {
            encoding.run(encoder, full);
        } catch (RuntimeException | Error e) {
            failed.run();
            throw e;
        }
    }

    /** Waits until all that was taken is stored. Rethrows what failed in the lane. */
    void finish() {
        if (last.isEmpty()) {
            return;
        }
        try {
            last.get().get();
        } catch (ExecutionException e) {
            throw thrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a chunk was encoded");
        }
    }

    private static RuntimeException thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }

    /**
     * Returns when nothing uses the writer and the encoder any more, whatever becomes of the chunk that is under way.
     */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        for (boolean ended = false; !ended; ) {
            try {
                ended = thread.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        encoder.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
