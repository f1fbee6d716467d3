package io.shardark.engine.mysql;

/** How connections are protected; the names are those of MySQL's {@code --ssl-mode}. */
public enum Tls {
    DISABLED,
    /** Encrypted when the server can, without knowing who it is: no protection from a man in the middle. */
    PREFERRED,
    REQUIRED,
    VERIFY_CA,
    VERIFY_IDENTITY
}
