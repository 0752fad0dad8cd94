<?php

declare(strict_types=1);

// Plain ext-soap: a client per request and no WSDL, which would only cost it time.

return static function (array $target): string {
    $types = 'http://service.twint.ch/merchant/types/v8_6';
    $base = 'http://service.twint.ch/base/types/v8_6';
    $header = 'http://service.twint.ch/header/types/v8_6';
    $client = new SoapClient(null, [
        'location' => "{$target['endpoint']}/merchant/service/TWINTMerchantServiceV8_6",
        'uri' => $types,
        'style' => SOAP_DOCUMENT,
        'use' => SOAP_LITERAL,
        'local_cert' => $target['pem'],
        'passphrase' => $target['passphrase'],
        'stream_context' => stream_context_create(['ssl' => ['cafile' => $target['caFile'], 'verify_peer' => true]]),
        'keep_alive' => false,
    ]);
    $body =
        "<m:MonitorOrderRequestElement xmlns:m='{$types}' xmlns:b='{$base}'><m:MerchantInformation>"
        . "<b:MerchantUuid>{$target['storeUuid']}</b:MerchantUuid>"
        . "<b:CashRegisterId>{$target['cashRegister']}</b:CashRegisterId></m:MerchantInformation>"
        . "<m:OrderUuid>{$target['order']}</m:OrderUuid><m:WaitForResponse>false</m:WaitForResponse>"
        . '</m:MonitorOrderRequestElement>';
    $head =
        "<h:RequestHeaderElement xmlns:h='{$header}'><h:MessageId>{$target['messageId']}</h:MessageId>"
        . '<h:ClientSoftwareName>bench</h:ClientSoftwareName><h:ClientSoftwareVersion>1</h:ClientSoftwareVersion>'
        . '</h:RequestHeaderElement>';
    $answer = $client->__soapCall(
        'MonitorOrder',
        [new SoapVar($body, XSD_ANYXML)],
        ['soapaction' => '"MonitorOrder"'],
        [new SoapHeader($header, 'RequestHeaderElement', new SoapVar($head, XSD_ANYXML))],
    );

    return (string) $answer['Order']->Status->Status;
};
