package io.shardark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Leaves the classes of a run that succeeded for later ones, which then need not read, parse and verify them again:
 * class-data sharing (JEP 350). The launcher says where to, when there is none yet. The virtual machine checks that an
 * archive fits it and the jars, and goes on without one that does not.
 */
final class ClassArchive {
    private static final String PROPERTY = "shardark.classes";

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    /** The archive that the launcher asks for. */
    static Optional<ClassArchive> wanted() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(name -> new ClassArchive(Path.of(name)));
    }

    /** Writes the archive; nobody is told when that fails, since nothing but time is lost. */
    void write() {
        Path unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            // Java would tell there what it does. Nothing else is written any more.
            System.out.flush();
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            dump(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | JMException unavailable) {
            unfinished.toFile().delete();
        }
    }

    private static void dump(Path target) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmCds",
                        new Object[] {new String[] {"dynamic_dump", target.toString()}},
                        new String[] {String[].class.getName()});
    }
}
