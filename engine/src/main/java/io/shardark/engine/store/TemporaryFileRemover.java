package io.shardark.engine.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes temporary files of killed writers, and folders that are empty without them. */
final class TemporaryFileRemover extends SimpleFileVisitor<Path> {
    private final Path root;

    TemporaryFileRemover(Path root) {
        this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String name = file.getFileName().toString();
        if (name.startsWith(".") && name.endsWith(DiskUpload.SUFFIX)) {
            Files.deleteIfExists(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        Folders.deleteEmpty(folder, root);
        return FileVisitResult.CONTINUE;
    }
}
