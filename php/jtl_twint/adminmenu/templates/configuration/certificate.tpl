<dl class="form-row mb-3">
    <dt class="col-sm-4 text-sm-right">{__('twint.systemId')}</dt><dd class="col-sm-8">{$certificate->storeUuid}</dd>
    <dt class="col-sm-4 text-sm-right">{__('twint.certificateSubject')}</dt><dd class="col-sm-8 text-break">{$certificate->subject}</dd>
    <dt class="col-sm-4 text-sm-right">{__('twint.certificateIssuer')}</dt><dd class="col-sm-8 text-break">{$certificate->issuer}</dd>
    <dt class="col-sm-4 text-sm-right">{__('twint.certificateValid')}</dt><dd class="col-sm-8">{$certificate->firstDay()} – {$certificate->lastDay()}</dd>
    {foreach $certificate->problems as $problem}
        <dt class="col-sm-4 text-sm-right">{__('twint.certificateWarning')}</dt><dd class="col-sm-8">{__("twint.certificate.$problem")}</dd>
    {/foreach}
</dl>
{if $mayConfigure && $entry.candidate === null}
    <form method="post" action="{$url}" class="mb-4">
        {include file='../form.tpl' action='certificate.renew'}
        <input type="hidden" name="twint_access" value="{$set->id}">
        <input type="hidden" name="twint_environment" value="{$environment}">
        <input type="hidden" name="twint_fingerprint" value="{$certificate->fingerprint}">
        <div class="form-row">
            <div class="col-sm-8 offset-sm-4">
                <button class="btn btn-outline-primary" type="submit" data-twint-once>{__('twint.renew')}</button>
                <small class="form-text">{if $entry.validity !== null && !$entry.validity.renewalAllowed}{__('twint.renewNotYet')}{else}{__('twint.renewHelp')}{/if}</small>
            </div>
        </div>
    </form>
{/if}
