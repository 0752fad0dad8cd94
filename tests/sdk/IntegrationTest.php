<?php

declare(strict_types=1);

namespace Twint\Sdk\Tests\Integration;

use GuzzleHttp\Client as HttpClient;
use PHPUnit\Framework\TestCase;
use Soap\Engine\Encoder;
use Twint\Sdk\Certificate\CertificateContainer;
use Twint\Sdk\Certificate\Pkcs12Certificate;
use Twint\Sdk\Client;
use Twint\Sdk\Factory\DefaultSoapEngineFactory;
use Twint\Sdk\Io\FileStream;
use Twint\Sdk\Io\FileWriter;
use Twint\Sdk\Io\NonEmptyStream;
use Twint\Sdk\Io\TemporaryFileWriter;
use Twint\Sdk\Soap\RequestModifyingEncoder;
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
    private ?Phone $phone = null;

    final protected function wireMock(): Phone
    {
        return $this->phone ??= new Phone();
    }

    /** The simulator answers them all. */
    final protected function enableWireMockForSoapMethod(string ...$methods): void
    {
    }

    final protected function createTransactionReference(): UnfiledMerchantTransactionReference
    {
        return new UnfiledMerchantTransactionReference(bin2hex(random_bytes(16)));
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
            new DefaultSoapEngineFactory(
                // As the SDK makes its own, and with the authority that the simulator's certificate is of.
                createHttpClient: static fn(FileWriter $writer, CertificateContainer $certificate): HttpClient => new HttpClient([
                    'cert' => [$certificate->pem()->toFile($writer)->path(), $certificate->pem()->passphrase()],
                    'verify' => Phone::told('caFile'),
                ]),
                wrapEncoder: static fn(Encoder $encoder): Encoder => new RequestModifyingEncoder($encoder, Phone::addressed(...)),
            ),
        );
    }
}
