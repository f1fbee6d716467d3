package io.shardark.format.backup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Chunks that were read from an archive file and wait for a worker that has no archive file of its own, so that one
 * large file at the end, or the only one, occupies all workers. As long as every worker reads a file nothing waits
 * here, and each of them checks what it has just read. Safe for use by several threads.
 */
final class ChunkQueue {
    /** With fewer, a free worker would have nothing to do while the reading one checks a chunk itself. */
    private static final int CHUNKS_PER_FREE_WORKER = 2;

    /** Of stored bytes that wait. Chunks are a few MiB; what does not fit is checked by whoever reads it. */
    private static final long MOST_BYTES = 64L << 20;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ReadChunk> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int workers;
    private int reading;
    private boolean stopped;

    /** A worker begins and may read archive files. */
    void beginReading() {
        lock.lock();
        try {
            workers++;
            reading++;
        } finally {
            lock.unlock();
        }
    }

    /** A worker found no archive file any more, and is free for chunks of others. */
    void endReading() {
        lock.lock();
        try {
            reading--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a chunk of this length is wanted: some wait for each free worker, and not more. */
    boolean wants(long length) {
        lock.lock();
        try {
            int free = workers - reading;
            return waiting.size() < CHUNKS_PER_FREE_WORKER * free && waitingBytes + length <= MOST_BYTES;
        } finally {
            lock.unlock();
        }
    }

    void add(ReadChunk chunk) {
        lock.lock();
        try {
            waiting.add(chunk);
            waitingBytes += chunk.length();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next waiting chunk, without waiting for one. */
    Optional<ReadChunk> poll() {
        lock.lock();
        try {
            Optional<ReadChunk> next = Optional.ofNullable(waiting.poll());
            next.ifPresent(chunk -> waitingBytes -= chunk.length());
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The next chunk, waited for; empty when no archive file is read any more or the check has failed. */
    Optional<ReadChunk> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && reading > 0 && !stopped) {
                changed.awaitUninterruptibly();
            }
            return stopped ? Optional.empty() : poll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the check early, because it has failed. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
