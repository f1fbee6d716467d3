package io.shardark.engine.read;

/** A result is not what a server makes: something in between has changed it. */
final class BrokenResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenResultException(String found) {
        super(found);
    }
}
