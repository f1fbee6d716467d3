package io.shardark.cli.command;

import io.shardark.format.error.ConfigurationException;
import io.shardark.format.error.RefusedException;
import io.shardark.format.error.UnreachableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two files of a pair of keys, which are both written or neither, and never over something else. */
record KeyFilePair(Path privateKey, Path publicKey) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._ -]{0,63}");
    private static final FileAttribute<?> OWNER_ONLY = permissions("rw-------");
    private static final FileAttribute<?> READABLE = permissions("rw-r--r--");

    static KeyFilePair named(Path folder, String name, String publicSuffix) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "\"" + name + "\" cannot be the name of a key, expected letters, digits, \".\", \"_\" or \"-\"",
                    "NAME is the beginning of two file names; --out DIR says where they go.");
        }
        return new KeyFilePair(
                folder.resolve(name + ".key").normalize(),
                folder.resolve(name + publicSuffix).normalize());
    }

    /** Finds out early: making a key takes time, and asks for a passphrase. */
    void refuseExisting() {
        Stream.of(privateKey, publicKey).filter(Files::exists).findFirst().ifPresent(file -> {
            throw exists(file);
        });
    }

    void write(String privateText, String publicText) {
        try {
            Files.createDirectories(privateKey.toAbsolutePath().normalize().resolveSibling(""));
            create(privateKey, privateText, OWNER_ONLY);
            try {
                create(publicKey, publicText, READABLE);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(privateKey);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(Path.of(String.valueOf(e.getFile())));
        } catch (IOException e) {
            throw new UnreachableException(
                    privateKey.resolveSibling("") + ": the key files cannot be written ("
                            + e.getClass().getSimpleName() + ")",
                    "Neither file was left behind.",
                    e);
        }
    }

    /** The mode belongs to the creation: a moment later would be too late for the secret. */
    private static void create(Path file, String text, FileAttribute<?> permissions) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean whole = false;
        try (FileChannel channel = FileChannel.open(file, options, permissions)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            whole = true;
        } catch (FileAlreadyExistsException e) {
            whole = true; // somebody else's file
            throw e;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static RefusedException exists(Path file) {
        return new RefusedException(
                file + " already exists and is not overwritten: backups may need it",
                "Choose another NAME, or another folder with --out DIR.");
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    /** Both files. */
    List<Path> files() {
        return List.of(privateKey, publicKey);
    }
}
