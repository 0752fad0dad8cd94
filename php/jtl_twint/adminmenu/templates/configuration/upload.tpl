<form method="post" enctype="multipart/form-data" action="{$url}" autocomplete="off" data-twint-upload="{$place}">
    {include file='../form.tpl' action='certificate.offer'}
    <input type="hidden" name="twint_access" value="{$set->id}">
    <input type="hidden" name="twint_environment" value="{$environment}">
    {$wrong = ''}
    {if $refused}{$wrong = $problem->field}{/if}
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-store-{$place}">{__('twint.systemId')}:</label>
        <div class="col-sm-8">
            <input class="form-control{if $wrong === 'store'} is-invalid{/if}" type="text" name="twint_store" id="twint-store-{$place}" value="{if $refused}{$problem->typedStore}{else}{$certificate->storeUuid|default:''}{/if}" maxlength="36" spellcheck="false" aria-describedby="{if $wrong === 'store'}twint-problem-{$place} {/if}twint-store-help-{$place}"{if $wrong === 'store'} aria-invalid="true"{/if}>
            {if $wrong === 'store'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-store-help-{$place}">{__('twint.systemIdHelp')}</small>
        </div>
    </div>
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-file-{$place}">{__('twint.certificateFile')}:</label>
        <div class="col-sm-8">
            <input class="form-control-file{if $wrong === 'file'} is-invalid{/if}" type="file" name="twint_certificate" id="twint-file-{$place}" accept=".p12,.pfx,.pem" aria-describedby="{if $wrong === 'file'}twint-problem-{$place} {/if}twint-file-help-{$place}"{if $wrong === 'file'} aria-invalid="true"{/if}>
            {if $wrong === 'file'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-file-help-{$place}">{__('twint.certificateHelp')}</small>
        </div>
    </div>
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-pem-{$place}">{__('twint.certificatePem')}:</label>
        <div class="col-sm-8">
            <textarea class="form-control{if $wrong === 'pem'} is-invalid{/if}" rows="2" name="twint_pem" id="twint-pem-{$place}" spellcheck="false" autocomplete="off" aria-describedby="{if $wrong === 'pem'}twint-problem-{$place} {/if}twint-pem-help-{$place}"{if $wrong === 'pem'} aria-invalid="true"{/if}></textarea>
            {if $wrong === 'pem'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-pem-help-{$place}">{__('twint.certificatePemHelp')}</small>
        </div>
    </div>
    <div class="form-group form-row">
        <label class="col-sm-4 col-form-label text-sm-right" for="twint-passphrase-{$place}">{__('twint.passphrase')}:</label>
        <div class="col-sm-8">
            <input class="form-control{if $wrong === 'passphrase'} is-invalid{/if}" type="password" name="twint_passphrase" id="twint-passphrase-{$place}" value="" autocomplete="new-password" aria-describedby="{if $wrong === 'passphrase'}twint-problem-{$place} {/if}twint-passphrase-help-{$place}"{if $wrong === 'passphrase'} aria-invalid="true"{/if}>
            {if $wrong === 'passphrase'}{include file='./problem.tpl'}{/if}
            <small class="form-text" id="twint-passphrase-help-{$place}">{__('twint.passphraseHelp')}</small>
        </div>
    </div>
    <div class="form-row">
        <div class="col-sm-8 offset-sm-4">
            <button class="btn btn-primary" type="submit" data-twint-once>{__('twint.saveAccess')}</button>
        </div>
    </div>
</form>
