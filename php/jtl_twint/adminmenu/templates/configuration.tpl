<div class="card-body" id="twint-configuration">
    {if !$twintUsable}
        <div class="alert alert-danger" id="twint-extension-missing">
            <strong>{if $twintLoaded}{__('twint.extensionOutdated')}{else}{__('twint.extensionMissing')}{/if}</strong>
            <p class="mb-0">{__('twint.extensionNeeded')} <code>{$twintBuild|escape:'html'}</code>, twint &ge; {$twintNeededVersion|escape:'html'}{if $twintVersion !== ''} ({__('twint.extensionFound')} {$twintVersion|escape:'html'}){/if}.</p>
        </div>
    {/if}
    {if $twintResult !== null}
        <div class="alert alert-{if $twintResult->ok}success{else}danger{/if}" id="twint-result">{$twintResultText|escape:'html'}</div>
    {/if}
    {if $twintEnvironment === 'testing'}
        <div class="alert alert-warning">{__('twint.testModeActive')}</div>
    {/if}
    {foreach $twintAccess as $access}
        <div class="subheading1">{if $access.environment === 'testing'}{__('twint.accessTest')}{else}{__('twint.accessLive')}{/if}</div>
        <hr class="mb-3">
        <p id="twint-state-{$access.environment}" data-state="{$access.state}">
            {if $access.state === 'readable'}
                {__('twint.certificateStored')}: {$access.facts.subject|default:''|escape:'html'}, {__('twint.validUntil')} {$access.facts.validTo|default:''|escape:'html'}
            {elseif $access.state === 'unreadable'}
                <span class="text-danger">{__('twint.certificateLost')}</span>
            {else}
                {__('twint.certificateNone')}
            {/if}
        </p>
        {if $twintUsable}
            <form method="post" enctype="multipart/form-data" action="{$twintAction|escape:'html'}" autocomplete="off" id="twint-form-{$access.environment}">
                {$jtl_token}
                <input type="hidden" name="kPluginAdminMenu" value="{$twintMenuId}">
                <input type="hidden" name="twint_action" value="credentials">
                <input type="hidden" name="twint_environment" value="{$access.environment}">
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-store-{$access.environment}">{__('twint.systemId')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><input class="form-control" type="text" name="twint_store" id="twint-store-{$access.environment}" value="{$access.facts.storeUuid|default:''|escape:'html'}" maxlength="36" required><small class="form-text text-muted">{__('twint.systemIdHelp')}</small></div>
                </div>
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-file-{$access.environment}">{__('twint.certificateFile')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><input class="form-control-file" type="file" name="twint_certificate" id="twint-file-{$access.environment}" accept=".p12,.pfx,.pem"><small class="form-text text-muted">{__('twint.certificateHelp')}</small></div>
                </div>
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-pem-{$access.environment}">{__('twint.certificatePem')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><textarea class="form-control" rows="2" name="twint_pem" id="twint-pem-{$access.environment}" spellcheck="false"></textarea></div>
                </div>
                <div class="form-group form-row align-items-center">
                    <label class="col col-sm-4 col-form-label text-sm-right" for="twint-passphrase-{$access.environment}">{__('twint.passphrase')}:</label>
                    <div class="col-sm pl-sm-3 pr-sm-5"><input class="form-control" type="password" name="twint_passphrase" id="twint-passphrase-{$access.environment}" value="" autocomplete="new-password"></div>
                </div>
                <div class="save-wrapper"><button class="btn btn-primary" type="submit">{__('twint.saveAccess')}</button></div>
            </form>
        {/if}
    {/foreach}
    <div class="subheading1">{__('twint.cron')}</div>
    <hr class="mb-3">
    <p>{__('twint.cronHelp')}</p>
    <p><code id="twint-cron-url">{$twintCronUrl|escape:'html'}</code></p>
    <p id="twint-sweep">{if $twintSweepAge === null}{__('twint.cronNever')}{else}{__('twint.cronLast')} {$twintSweepAge} s{/if}</p>
    <form method="post" action="{$twintAction|escape:'html'}">
        {$jtl_token}
        <input type="hidden" name="kPluginAdminMenu" value="{$twintMenuId}">
        <input type="hidden" name="twint_action" value="rotate">
        <button class="btn btn-outline-primary" type="submit">{__('twint.cronRotate')}</button>
    </form>
</div>
