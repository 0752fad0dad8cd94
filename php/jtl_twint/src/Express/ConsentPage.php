<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Checkout\BuyerTexts;

/** All that the template shows before TWINT is asked for a code, where the shop's checkout has boxes to tick. */
final class ConsentPage
{
    public readonly string $address;
    /** @var list<array{string, string}> what the button sent: name and value */
    public readonly array $fields;

    /**
     * @param list<Consent> $consents
     * @param array<string, string> $given of Consent::given()
     * @param array<array-key, mixed> $form that the button sent
     */
    public function __construct(
        public readonly BuyerTexts $texts,
        public readonly Bought $bought,
        public readonly array $consents,
        public readonly array $given,
        public readonly bool $isIncomplete,
        array $form,
        public readonly string $back,
    ) {
        $this->address = ExpressUrls::begin();
        $fields = [];
        foreach ($consents as $consent) {
            unset($form[$consent->field]);
        }
        foreach (explode('&', http_build_query([ExpressUrls::ASKED => '1'] + $form)) as $pair) {
            [$name, $value] = explode('=', $pair, 2) + ['', ''];
            $fields[] = [urldecode($name), urldecode($value)];
        }
        $this->fields = $fields;
    }
}
