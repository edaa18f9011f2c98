package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(Networks.parse(""));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:a9fe:a9fe",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void refusesWhatIsNoPublicAddress(String address) {
        assertThat(guard.allows(parse(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "168.63.129.15",
                "::ffff:8.8.8.8",
                "2606:4700::1111",
                "2001:4860:4860::8888",
                "2a00:1450::1"
            })
    void allowsWhatIs(String address) {
        assertThat(guard.allows(parse(address))).isTrue();
    }

    @Test
    void refusesANameThatMeansAPublicAndAPrivateAddress() {
        assertThat(guard.allowsAll(List.of(parse("1.1.1.1"), parse("10.0.0.1"))))
                .isFalse();
        assertThat(guard.allowsAll(List.of(parse("1.1.1.1"), parse("8.8.8.8")))).isTrue();
    }

    @Test
    void allowsThePrivateNetworksThatTheOperatorAllowsAndNoOther() {
        AddressGuard opened = new AddressGuard(Networks.parse("10.20.0.0/15, fd00:1::/32,127.0.0.1"));

        assertThat(List.of("10.20.0.1", "10.21.255.255", "fd00:1::9", "127.0.0.1", "::ffff:10.20.0.1"))
                .allMatch(address -> opened.allows(parse(address)));
        assertThat(List.of("10.22.0.1", "10.19.255.255", "fd00:2::9", "127.0.0.2", "169.254.169.254"))
                .noneMatch(address -> opened.allows(parse(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0/x", "example.com", "fe80::/129", "10.0.0.0/", "/8"})
    void saysWhichNetworkItDoesNotUnderstand(String network) {
        assertThatThrownBy(() -> ConnectorConfig.defaults().allowing(network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("allowed_networks: ");
    }

    private static InetAddress parse(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
