package dev.millrace.purchasing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. May block. */
@FunctionalInterface
interface Resolver {
    /** At least one. */
    InetAddress[] resolve(String host) throws UnknownHostException;

    /** The operating system's, which knows the hosts file and the search domains of the machine. */
    static Resolver ofSystem() {
        return InetAddress::getAllByName;
    }
}
