package io.shardark.cli.configuration;

/**
 * What a configuration is read for. Everything that a file says is always checked, but only what the purpose needs must
 * be there: an auditor needs neither databases nor their passwords.
 */
public enum Purpose {
    /** Databases are written to a repository. */
    BACKUP,
    /** Backups of a repository are looked at. */
    REPOSITORY,
    /** Backups of a repository and databases are compared, or the one is loaded into the other. */
    REPOSITORY_AND_DATABASES,
    /** Only the databases of the file matter. */
    DATABASES;

    boolean needsRepository() {
        return this != DATABASES;
    }

    boolean needsDatabases() {
        return this != REPOSITORY;
    }

    boolean needsEncryption() {
        return this == BACKUP;
    }
}
