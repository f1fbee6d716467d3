package io.shardark.format.manifest;

import io.shardark.format.value.BackupId;
import io.shardark.format.value.Sha256;

/** The link to the backup before in the same repository: its id and the digest of its manifest.json. */
public record PreviousBackup(BackupId backup, Sha256 manifest) {}
