<?php

declare(strict_types=1);

namespace Twint\Sdk\Tests\Integration;

use GuzzleHttp\Client as HttpClient;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use PHPUnit\Framework\TestCase;
use Soap\Engine\Transport;
use Twint\Sdk\Certificate\CertificateContainer;
use Twint\Sdk\Certificate\Pkcs12Certificate;
use Twint\Sdk\Client;
use Twint\Sdk\Factory\DefaultSoapEngineFactory;
use Twint\Sdk\Io\FileStream;
use Twint\Sdk\Io\FileWriter;
use Twint\Sdk\Io\NonEmptyStream;
use Twint\Sdk\Io\TemporaryFileWriter;
use Twint\Sdk\Value\Environment;
use Twint\Sdk\Value\ExistingPath;
use Twint\Sdk\Value\InstallSource;
use Twint\Sdk\Value\PlatformVersion;
use Twint\Sdk\Value\PluginVersion;
use Twint\Sdk\Value\ShopPlatform;
use Twint\Sdk\Value\ShopPluginInformation;
use Twint\Sdk\Value\StoreUuid;
use Twint\Sdk\Value\UnfiledMerchantTransactionReference;
use Twint\Sdk\Value\Version;
use Twint\SdkTests\Phone;

/** What the SDK's tests of its client extend, with the simulator in TWINT's place. */
abstract class IntegrationTest extends TestCase
{
    private Phone $phone;

    protected function setUp(): void
    {
        $this->phone = new Phone();
    }

    final protected function wireMock(): Phone
    {
        return $this->phone;
    }

    /** The simulator answers them all; their mock confirms an order that no buyer has approved. */
    final protected function enableWireMockForSoapMethod(string ...$methods): void
    {
        if (in_array('ConfirmOrder', $methods, true)) {
            $this->phone->approveOrders();
        }
    }

    final protected function createTransactionReference(): UnfiledMerchantTransactionReference
    {
        return new UnfiledMerchantTransactionReference(bin2hex(random_bytes(16)));
    }

    /** What a test puts around what is sent. */
    public function wrapTransport(Transport $transport): Transport
    {
        return $transport;
    }

    final protected function createClient(?Version $version = null): Client
    {
        return new Client(
            CertificateContainer::fromPkcs12(
                new Pkcs12Certificate(
                    new NonEmptyStream(new FileStream(new ExistingPath(Phone::certificate()))),
                    Phone::told('passphrase'),
                ),
            ),
            new ShopPluginInformation(
                StoreUuid::fromString(Phone::told('storeUuid')),
                ShopPlatform::OTHER(),
                new PlatformVersion('1.0.0'),
                new PluginVersion('1.0.0'),
                InstallSource::DIRECT(),
            ),
            $version ?? Version::latest(),
            Environment::TESTING(),
            new TemporaryFileWriter(),
            new DefaultSoapEngineFactory(createHttpClient: self::httpClient(...), wrapTransport: $this->wrapTransport(...)),
            self::httpClient(...),
        );
    }

    /** As the SDK makes its own, but the requests go to the simulator, whose authority is trusted. */
    private static function httpClient(FileWriter $writer, CertificateContainer $certificate): HttpClient
    {
        $handlers = HandlerStack::create();
        $handlers->push(Middleware::mapRequest(Phone::addressed(...)));

        return new HttpClient([
            'cert' => [$certificate->pem()->toFile($writer)->path(), $certificate->pem()->passphrase()],
            'verify' => Phone::told('caFile'),
            'handler' => $handlers,
        ]);
    }
}
