<?php

declare(strict_types=1);

// What both curl contenders share: the request written by hand, the answer read by SimpleXML.

namespace Twint\Bench;

/** @param array<string, string> $target */
function curl_for(array $target): \CurlHandle
{
    $curl = curl_init("{$target['endpoint']}/merchant/service/TWINTMerchantServiceV8_6");
    curl_setopt_array($curl, [
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_CAINFO => $target['caFile'],
        CURLOPT_SSLCERT => $target['pem'],
        CURLOPT_KEYPASSWD => $target['passphrase'],
        CURLOPT_HTTPHEADER => ['Content-Type: text/xml; charset="utf-8"', 'SOAPAction: "MonitorOrder"'],
        CURLOPT_POSTFIELDS => envelope($target),
    ]);

    return $curl;
}

/** @param array<string, string> $target */
function envelope(array $target): string
{
    return (
        '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"'
        . ' xmlns:h="http://service.twint.ch/header/types/v8_6" xmlns:m="http://service.twint.ch/merchant/types/v8_6"'
        . ' xmlns:b="http://service.twint.ch/base/types/v8_6"><s:Header><h:RequestHeaderElement>'
        . "<h:MessageId>{$target['messageId']}</h:MessageId><h:ClientSoftwareName>bench</h:ClientSoftwareName>"
        . '<h:ClientSoftwareVersion>1</h:ClientSoftwareVersion></h:RequestHeaderElement></s:Header><s:Body>'
        . "<m:MonitorOrderRequestElement><m:MerchantInformation><b:MerchantUuid>{$target['storeUuid']}</b:MerchantUuid>"
        . "<b:CashRegisterId>{$target['cashRegister']}</b:CashRegisterId></m:MerchantInformation>"
        . "<m:OrderUuid>{$target['order']}</m:OrderUuid><m:WaitForResponse>false</m:WaitForResponse>"
        . '</m:MonitorOrderRequestElement></s:Body></s:Envelope>'
    );
}

function status(\CurlHandle $curl): string
{
    $answer = curl_exec($curl);
    if (!is_string($answer)) {
        throw new \RuntimeException(curl_error($curl));
    }
    $xml = new \SimpleXMLElement($answer);
    $xml->registerXPathNamespace('m', 'http://service.twint.ch/merchant/types/v8_6');

    return (string) ($xml->xpath('//m:Order/m:Status/m:Status')[0] ?? '');
}
