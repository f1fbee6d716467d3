package io.shardark.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.JMRuntimeException;
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
            returnMemory();
            dump(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | JMException | JMRuntimeException unavailable) {
            unfinished.toFile().delete();
        }
    }

    /** To write the archive takes a hundred megabytes, which are to take the place of buffers that nobody needs now. */
    private static void returnMemory() throws JMException {
        setOption("MinHeapFreeRatio", "5");
        setOption("MaxHeapFreeRatio", "10");
        System.gc();
    }

    private static void setOption(String name, String value) throws JMException {
        invoke("HotSpotDiagnostic", "setVMOption", List.of(name, value), String.class);
    }

    private static void dump(Path target) throws JMException {
        Object[] arguments = {new String[] {"dynamic_dump", target.toString()}};
        invoke("DiagnosticCommand", "vmCds", List.of(arguments), String[].class);
    }

    /** Calls what every virtual machine derived from OpenJDK offers; others say that they do not know it. */
    private static void invoke(String bean, String operation, List<Object> arguments, Class<?> type)
            throws JMException {
        String[] signature = new String[arguments.size()];
        Arrays.fill(signature, type.getName());
        ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=" + bean), operation, arguments.toArray(), signature);
    }
}
