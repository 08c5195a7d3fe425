package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.DeviceOrder;

import java.nio.file.Path;
import java.util.Optional;

/** A phone is lost, the keys are changed, and its owner goes on with another phone. */
class LostPhoneIT {
    @TempDir
    Path directory;

    // cites IDC-48, IDC-48b, IDC-08a
    @Test
    void isReplacedByAnotherUnderNewKeys() throws Exception {
        try (Town town = Town.found(directory)) {
            town.settle("alice", 10_000, Optional.empty());
            town.settle("bob", 0, Optional.empty());

            MoProcess rotation = operator(town, "rotate-keys", "--after", "0");
            assertThat(rotation.await("key_rotation", PATIENCE)
                            .get("issuer_key_id")
                            .getAsInt())
                    .isEqualTo(3);
            MoProcess request = town.phone("bob", "request", "2500");
            MoProcess payment = town.phone("alice", "pay", Town.link(request, 1), "--yes");
            assertThat(payment.exitCode(PATIENCE)).isZero();
            long left = town.balance("alice");

            MoProcess revocation = operator(town, "revoke", "alice", "--reason", "lost");
            assertThat(revocation.await("device", PATIENCE).get("status").getAsString())
                    .isEqualTo("revoked");
            MoProcess stopped = town.phone("alice", "balance");
            assertThat(Town.code(stopped)).isEqualTo("MO-8002");

            MoProcess enrolling = town.phone("alice-again", "enrol", town.activation("alice"));
            assertThat(enrolling.exitCode(PATIENCE)).isZero();
            assertThat(town.balance("alice-again")).isEqualTo(left);
            assertThat(devices(town.operator())).isEqualTo(2);
            assertThat(town.won().getSum()).isZero();
        }
    }

    // cites IDC-08a, IDC-08c
    @Test
    void learnsOfNewKeysFromThePhoneThatShowsThem() throws Exception {
        try (Town town = Town.found(directory)) {
            town.settle("alice", 10_000, Optional.empty());
            assertThat(operator(town, "rotate-keys", "--after", "0").exitCode(PATIENCE))
                    .isZero();
            town.settle("bob", 0, Optional.empty());

            MoProcess request = town.phone("bob", "request", "2500");
            MoProcess first = town.phone("alice", "pay", Town.link(request, 1), "--yes");
            assertThat(Town.code(first)).isEqualTo("MO-2009");
            assertThat(first.exitCode(PATIENCE)).isEqualTo(4);
            MoProcess second = town.phone("alice", "pay", Town.link(request, 2), "--yes");

            assertThat(second.exitCode(PATIENCE)).isZero();
            assertThat(request.exitCode(PATIENCE)).isZero();
            assertThat(town.balance("bob")).isEqualTo(2_500);
        }
    }

    private static int devices(OperatorClient operator) throws Exception {
        return operator
                .devices(DeviceOrder.newBuilder().setAccount("alice").build())
                .getDevicesList()
                .stream()
                .map(device -> Wire.bytes(device.getDeviceId()))
                .distinct()
                .toList()
                .size();
    }

    private static MoProcess operator(Town town, String command, String... arguments)
            throws Exception {
        String[] all = new String[arguments.length + 4];
        all[0] = "operator";
        all[1] = command;
        all[2] = "--data-dir";
        all[3] = town.path("server").toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return town.mo(all);
    }
}
