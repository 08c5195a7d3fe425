package org.mopay.server.api;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.DeviceAction;
import org.mopay.proto.v1.DeviceAnswer;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.DeviceState;
import org.mopay.proto.v1.DeviceStatus;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.SetDeviceStatus;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.EnrolledDevice;
import org.mopay.server.validation.DeviceDirectory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** {@code POST /v1/operator/devices}: shows, freezes, unfreezes and revokes devices. */
final class DeviceOrders implements Handler {
    private static final int MAX_REASON = 140;

    private final OperatorGate gate;
    private final LedgerService ledger;
    private final DeviceDirectory devices;
    private final Work work;
    private final LongSupplier clock;

    DeviceOrders(OperatorGate gate, LedgerService ledger, Work work, LongSupplier clock) {
        this.gate = gate;
        this.ledger = ledger;
        this.devices = ledger::device;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException {
        gate.require(request);
        DeviceOrder order = Bodies.read(request, DeviceOrder.getDefaultInstance());
        checkForm(order);
        return work.run(() -> chosen(order))
                .thenCompose(devices -> apply(order, devices, request.deadline()))
                .thenCompose(done -> work.run(() -> Bodies.answer(request, answer(chosen(order)))))
                .exceptionally(Work::rethrow);
    }

    private static void checkForm(DeviceOrder order) throws ProtocolException {
        boolean form = order.getDevicesCase() != DeviceOrder.DevicesCase.DEVICES_NOT_SET
                && order.getAction() != DeviceAction.UNRECOGNIZED
                && order.getReason().getBytes(StandardCharsets.UTF_8).length <= MAX_REASON;
        if (!form) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE,
                    "account or device_id, a known action, and a reason of at most 140 bytes");
        }
    }

    private List<EnrolledDevice> chosen(DeviceOrder order) throws ProtocolException {
        if (order.hasAccount()) {
            return ledger.devices(order.getAccount());
        }
        Bytes id = bytes(order.getDeviceId());
        Device device = devices.known(id);
        return ledger.devices(device.account().name()).stream()
                .filter(each -> each.id().equals(id))
                .toList();
    }

    private CompletionStage<?> apply(
            DeviceOrder order, List<EnrolledDevice> devices, long deadline) {
        CompletionStage<?> last = CompletableFuture.completedFuture(null);
        if (order.getAction() == DeviceAction.DEVICE_ACTION_UNSPECIFIED) {
            return last;
        }
        for (EnrolledDevice device : devices) {
            boolean leaves = order.hasAccount()
                    && device.status() == org.mopay.server.ledger.book.DeviceStatus.REVOKED;
            if (!leaves) {
                SetDeviceStatus command = new SetDeviceStatus(
                        device.id(),
                        status(order.getAction()),
                        order.getReason(),
                        clock.getAsLong());
                last = last.thenCompose(done -> ledger.submit(command, deadline));
            }
        }
        return last;
    }

    private static org.mopay.server.ledger.book.DeviceStatus status(DeviceAction action) {
        return switch (action) {
            case DEVICE_ACTION_FREEZE -> org.mopay.server.ledger.book.DeviceStatus.FROZEN;
            case DEVICE_ACTION_UNFREEZE -> org.mopay.server.ledger.book.DeviceStatus.ACTIVE;
            case DEVICE_ACTION_REVOKE -> org.mopay.server.ledger.book.DeviceStatus.REVOKED;
            case DEVICE_ACTION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("no change: " + action);
        };
    }

    private static DeviceAnswer answer(List<EnrolledDevice> devices) {
        DeviceAnswer.Builder answer = DeviceAnswer.newBuilder();
        devices.forEach(device -> answer.addDevices(DeviceState.newBuilder()
                .setDeviceId(byteString(device.id()))
                .setAccount(device.account().name())
                .setStatus(DeviceStatus.forNumber(device.status().code()))
                .setEnrolledAt(device.enrolledAt())));
        return answer.build();
    }
}
