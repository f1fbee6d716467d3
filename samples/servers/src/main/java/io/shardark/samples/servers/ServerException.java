package io.shardark.samples.servers;

/** A server could not be prepared, started or stopped. The message holds the end of its log. */
public final class ServerException extends RuntimeException {

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
