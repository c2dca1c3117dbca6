package dev.lakou.installation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;

/** A debugger in the operator's process, which makes threads hang; what it suspended goes on when it is closed. */
record Debugger(VirtualMachine machine) implements AutoCloseable {

    /** A value for the chart, with which the operator lets a debugger in. */
    static String extraEnv(int port) {
        return "extraEnv[0].name=JAVA_TOOL_OPTIONS,"
                + "extraEnv[0].value=-agentlib:jdwp=transport=dt_socket\\,server=y\\,suspend=n\\,address=127.0.0.1:%d"
                        .formatted(port);
    }

    static Debugger attach(int port) throws IOException, IllegalConnectorArgumentsException {
        var connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        requireNonNull(arguments.get("port")).setValue(String.valueOf(port));
        return new Debugger(connector.attach(arguments));
    }

    /** Suspends each thread whose name begins so. */
    void suspend(String name) {
        var threads = machine.allThreads().stream()
                .filter(thread -> thread.name().startsWith(name))
                .toList();
        assertThat(threads).isNotEmpty();
        threads.forEach(ThreadReference::suspend);
    }

    @Override
    public void close() {
        machine.dispose();
    }
}
